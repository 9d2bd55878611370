export default {
  test: { include: ['*.test.mjs'], globals: true },
};
