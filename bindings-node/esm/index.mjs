/** The same objects as for `require`: one package, whichever way it is loaded. */
export * from "../dist/index.js";
