/** The run's time inside an environment: `Date` is ahead of the machine's clock, and product code can't tell. */

/** Shifts `Date` for good; the returned function changes by how much. */
export function shiftDate(offsetMs: number): (offsetMs: number) => void {
  let offset = offsetMs;
  const RealDate = globalThis.Date;
  const now = (): number => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: readonly unknown[], self) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, self) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? now : (Reflect.get(target, property, receiver) as unknown),
  });
  return (next) => {
    offset = next;
  };
}
