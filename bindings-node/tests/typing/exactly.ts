// Whether a value has one type and no other, `any` included.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export function exactly<Expected>() {
  return <Given>(given: Given, ..._different: Same<Expected, Given> extends true ? [] : [never]): Given => given;
}
