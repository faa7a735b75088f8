// The public names of the package as its declarations have them, written as the table of operations writes them.

import assert from "node:assert/strict";
import path from "node:path";

import ts from "typescript";

const SETTINGS = {
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  types: [],
};

const entry = ts.resolveModuleName("twitter-feedback", import.meta.filename, SETTINGS, ts.sys).resolvedModule;
assert.ok(entry, "the package is installed");
const program = ts.createProgram([entry.resolvedFileName], SETTINGS);
const checker = program.getTypeChecker();
const root = path.dirname(path.dirname(entry.resolvedFileName));

/** What is exported, by name. */
const EXPORTED = new Map(
  checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry.resolvedFileName)))
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .map((symbol) => [symbol.name, symbol]),
);

const is = (symbol, flags) => (symbol.flags & flags) !== 0;
const named = (flags) => [...EXPORTED].filter(([, symbol]) => is(symbol, flags)).map(([name]) => name);

/** The exports that exist at run time, and those of them that are classes. */
export const VALUES = named(ts.SymbolFlags.Value);
export const CLASSES = named(ts.SymbolFlags.Class);

/** `.show`, `[Symbol.iterator]`; nothing for what is not public and for how a value shows. */
function written(member) {
  const [declaration] = member.declarations;
  if (is(member, ts.SymbolFlags.Prototype | ts.SymbolFlags.Constructor)) {
    return undefined;
  }
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  if (ts.isPrivateIdentifier(declaration.name) || ts.getCombinedModifierFlags(declaration) & hidden) {
    return undefined;
  }
  const name = declaration.name.getText();
  return name === "[inspect.custom]" ? undefined : name.startsWith("[") ? name : `.${name}`;
}

function visible(symbols) {
  return [...symbols].filter((symbol) => symbol.declarations !== undefined && written(symbol) !== undefined);
}

const typeOf = (name) => checker.getDeclaredTypeOfSymbol(EXPORTED.get(name));
/** The visible members that a class or an interface declares itself. */
function own(name) {
  const { declarations } = EXPORTED.get(name);
  return visible(checker.getPropertiesOfType(typeOf(name))).filter((member) =>
    declarations.includes(member.declarations[0].parent),
  );
}

const statics = (symbol) => (is(symbol, ts.SymbolFlags.Class) ? visible(symbol.exports.values()) : []);
const isStructure = (symbol) => is(symbol, ts.SymbolFlags.Class | ts.SymbolFlags.Interface);

/** Exported names for one of several interfaces, such as what became of a prompt. */
export const UNIONS = [...EXPORTED.keys()].filter((name) => typeOf(name).types?.every((type) => isExported(type)));

function isExported({ symbol }) {
  return symbol !== undefined && EXPORTED.get(symbol.name) === symbol && is(symbol, ts.SymbolFlags.Interface);
}

/** The members of a class or an interface that are new in it: neither a base has them nor all of a union. */
function introduced(name) {
  const type = typeOf(name);
  const unions = UNIONS.map(typeOf).filter((union) => union.types.includes(type));
  const bases = [...checker.getBaseTypes(type), ...unions];
  return own(name).filter((member) => !bases.some((base) => checker.getPropertyOfType(base, member.name)));
}

/** `.show`, `[Symbol.iterator]` and their like that a class's prototype has, and those that the class itself has. */
export function methods(name) {
  const onPrototype = own(name).filter((member) => !is(member, ts.SymbolFlags.Property));
  return { prototype: onPrototype.map(written), statics: statics(EXPORTED.get(name)).map(written) };
}

/** The properties that each value of a class or an interface has of its own. */
export function properties(name) {
  const found = checker.getPropertiesOfType(typeOf(name)).filter((member) => is(member, ts.SymbolFlags.Property));
  const ours = found.filter((member) => inPackage(member.declarations[0]));
  return visible(ours).map((member) => member.name);
}

/** Whether anybody may write `new` and this name. */
function isMade(name) {
  const declared = EXPORTED.get(name).members.get("__constructor");
  if (declared !== undefined) {
    return !(ts.getCombinedModifierFlags(declared.declarations[0]) & ts.ModifierFlags.Private);
  }
  return checker.getBaseTypes(typeOf(name)).length === 0;
}

function inPackage(declaration) {
  return declaration.getSourceFile().fileName.startsWith(`${root}/`);
}

/** Whether values of a type are options by name: an interface of the package or an object type in place. */
function isBundle(type) {
  const declaration = type.symbol?.declarations?.[0];
  return (
    declaration !== undefined &&
    (ts.isInterfaceDeclaration(declaration) || ts.isTypeLiteralNode(declaration)) &&
    inPackage(declaration)
  );
}

/** Every function and constructor, by its name in the table, with its signatures. */
function* functions() {
  for (const [name, symbol] of EXPORTED) {
    const type = is(symbol, ts.SymbolFlags.Value) ? checker.getTypeOfSymbol(symbol) : undefined;
    if (is(symbol, ts.SymbolFlags.Function)) {
      yield [name, type.getCallSignatures()];
    } else if (is(symbol, ts.SymbolFlags.Class)) {
      if (isMade(name)) {
        yield [name, type.getConstructSignatures()];
      }
      for (const member of [...statics(symbol), ...introduced(name)]) {
        yield [`${name}${written(member)}`, checker.getTypeOfSymbol(member).getCallSignatures()];
      }
    }
  }
}

/** The bundles that a bundle's options are. */
function* bundlesWithin(type) {
  for (const option of checker.getPropertiesOfType(type)) {
    const inner = checker.getNonNullableType(checker.getTypeOfSymbol(option));
    if (isBundle(inner)) {
      yield inner.symbol.name;
      yield* bundlesWithin(inner);
    }
  }
}

/** What a function takes: `count`, and `{count}` for an option. */
function parametersOf(signatures) {
  const found = [];
  for (const parameter of signatures.flatMap((signature) => signature.parameters)) {
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
    if (isBundle(type)) {
      for (const option of checker.getPropertiesOfType(type)) {
        const bundle = option.declarations[0].parent.name?.text ?? "one without a name";
        const optional = is(option, ts.SymbolFlags.Optional);
        found.push({ key: `{${option.name}}`, optional, bundle, member: `${bundle}.${option.name}` });
      }
    } else {
      const optional = checker.isOptionalParameter(parameter.declarations[0]);
      found.push({ key: parameter.name, optional, bundle: undefined });
    }
  }
  return found;
}

/**
 * Every parameter and option: its `name` as in the table, `of` which function, in which `bundle`, of which it is a
 * `member`.
 */
export const PARAMETERS = [...functions()].flatMap(([of, signatures]) =>
  parametersOf(signatures).map((parameter) => ({ name: `${of}(${parameter.key})`, of, ...parameter })),
);

/** The interfaces whose members are options of some function. */
export const BUNDLES = new Set(PARAMETERS.map(({ bundle }) => bundle).filter((bundle) => EXPORTED.has(bundle)));
for (const bundle of [...BUNDLES]) {
  for (const inner of bundlesWithin(typeOf(bundle))) {
    BUNDLES.add(inner);
  }
}

/** The public names that the table must have, each once. */
export const PUBLIC = [...EXPORTED].flatMap(([name, symbol]) => {
  const common = UNIONS.includes(name) ? visible(checker.getPropertiesOfType(typeOf(name))) : [];
  const members = isStructure(symbol) && !BUNDLES.has(name) ? [...statics(symbol), ...introduced(name)] : common;
  const made = is(symbol, ts.SymbolFlags.Class) && isMade(name) ? [`new ${name}`] : [];
  return [name, ...made, ...members.map((member) => `${name}${written(member)}`)];
});

/** All names that the table may have: inherited members and every parameter, too. */
export const KNOWN = new Set([
  ...PUBLIC,
  ...PARAMETERS.map(({ name }) => name),
  ...[...EXPORTED].flatMap(([name, symbol]) =>
    isStructure(symbol) || UNIONS.includes(name)
      ? visible(checker.getPropertiesOfType(typeOf(name))).map((member) => `${name}${written(member)}`)
      : [],
  ),
]);
