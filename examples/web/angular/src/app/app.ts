import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Executions } from './executions';
import { StatusBanner } from './status-banner';
import { TypeNotices } from './type-notices';

@Component({
  selector: 'app-root',
  imports: [Executions, StatusBanner, TypeNotices],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header class="bar">
      <h1>Orders</h1>
      <app-status-banner />
    </header>
    <main><app-executions /></main>
    <app-type-notices />
  `,
})
export class App {}
