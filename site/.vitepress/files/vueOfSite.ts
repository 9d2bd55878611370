import type { Plugin } from 'vite';

/**
 * Leaves Vue to Node.js where pages are rendered to HTML, which finds it from the folder of the site. Vite would look
 * for it from the folders of the pages, which are outside of that.
 */
export const vueOfSite: Plugin = {
  name: 'vue-of-site',
  enforce: 'pre',
  resolveId: (id, _importer, { ssr }) => (ssr && /^vue($|\/)/.test(id) ? { id, external: true } : null),
};
