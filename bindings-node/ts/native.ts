/** The native module. Its surface is not public: it changes with every version. */
export * from "./native/index.js";
