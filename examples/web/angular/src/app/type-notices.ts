import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({
  selector: 'app-type-notices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
})
export class TypeNotices {}
