import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import SiteLayout from './page/SiteLayout.vue';
import RunBlock from './run/RunBlock.vue';
import './styles/colors.css';
import './styles/page.css';
import './styles/run.css';
import './styles/marbles.css';

/** VitePress's theme, with our colors, and with blocks that run. */
export default {
  extends: DefaultTheme,
  Layout: SiteLayout,
  enhanceApp({ app }) {
    app.component('RunBlock', RunBlock);
  },
} satisfies Theme;
