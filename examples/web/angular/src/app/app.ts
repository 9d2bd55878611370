import { ChangeDetectionStrategy, Component } from '@angular/core';
import { DriftNotices } from './drift-notices';
import { Executions } from './executions';
import { StatusBanner } from './status-banner';

@Component({
  selector: 'app-root',
  imports: [Executions, StatusBanner, DriftNotices],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header class="bar">
      <h1>Orders</h1>
      <app-status-banner />
    </header>
    <main><app-executions /></main>
    <app-drift-notices />
  `,
})
export class App {}
