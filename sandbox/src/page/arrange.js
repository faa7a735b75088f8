// Lists that change while somebody uses them.

// Brings `list` to these items in their order. `make` builds what shows an item, `{ element, show }`; what stays keeps
// its element, for the focus and half a comment live in it. Returns the ids that are new.
export function arrange(list, known, items, make) {
  const ids = new Set(items.map((item) => item.id));
  for (const [id, { element }] of known) {
    if (ids.has(id)) continue;
    element.remove();
    known.delete(id);
  }
  const added = [];
  for (const [at, item] of items.entries()) {
    if (!known.has(item.id)) {
      known.set(item.id, make(item));
      added.push(item.id);
    }
    const { element, show } = known.get(item.id);
    if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
    show(item);
  }
  return added;
}
