// One file, because each that is loaded costs a third of a millisecond. The native module stays where it is.
export default {
  input: "ts/index.ts",
  platform: "node",
  external: /\/native\/index\.js$/,
  makeAbsoluteExternalsRelative: false,
  output: { file: "dist/index.js", format: "cjs" },
};
