/** A time to the second, in UTC, because a proof must not depend on the reader's time zone. */
export const Moment = ({ iso }: { iso: string }) => (
  <time dateTime={iso} className="numbers">
    {iso.slice(0, 10)} {iso.slice(11, 19)} UTC
  </time>
);
