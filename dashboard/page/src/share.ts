/**
 * A new JSON value in which all that is as in the old one is the old one's, so that what has not changed is seen at a glance.
 * Costs a walk over both; nothing is changed in the old value.
 */
export function share<T>(old: unknown, fresh: T): T {
  if (Object.is(old, fresh) || typeof old !== 'object' || typeof fresh !== 'object' || old === null || fresh === null || Array.isArray(old) !== Array.isArray(fresh)) {
    return fresh;
  }
  const [before, after] = [old as Record<string, unknown>, fresh as Record<string, unknown>];
  const names = Object.keys(after);
  let same = names.length === Object.keys(before).length;
  for (const name of names) {
    const shared = share(before[name], after[name]);
    after[name] = shared;
    same &&= Object.is(shared, before[name]);
  }
  return same ? (old as T) : fresh;
}
