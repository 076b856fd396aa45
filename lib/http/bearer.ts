/** The bearer value of a request, or null. */
export const bearerOf = ({ headers }: { headers: Headers }): string | null =>
  headers.get("authorization")?.match(/^Bearer (\S+)$/i)?.[1] ?? null;
