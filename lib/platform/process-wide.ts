/**
 * A value that the process has once, although it may hold the module that makes it twice: Next bundles the routes apart from
 * instrumentation.ts, with the worker and the machine doors.
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`greenlight.${name}`);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  return (holder[key] ??= make());
}
