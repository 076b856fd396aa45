import { sql, type RawBuilder } from "kysely";
import { AppError } from "./errors";

/** Where a page ended, in microseconds and an id: a JavaScript date would lose the microseconds. */
export type Position = { createdAt: string; id: string };

const POSITION = /^(\d{1,18}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The position of a row that has `created_at` and `id`, to be selected as `position`. */
export const positionOfRow = sql<string>`(extract(epoch from created_at) * 1000000)::bigint::text || ':' || id`;

/** Rows before a position, for a list with the newest first. */
export const isBefore = ({ createdAt, id }: Position): RawBuilder<boolean> =>
  sql<boolean>`(created_at, id) < (timestamptz 'epoch' + ${createdAt}::bigint * interval '1 microsecond', ${id}::uuid)`;

/** The position in a cursor of {@link pageOf}; 400 `cursor.invalid` for any other text. */
export function readCursor(cursor: string): Position {
  const [, createdAt, id] = POSITION.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (createdAt && id) return { createdAt, id };
  throw new AppError("invalid", "cursor is not one that this list gave out. Start again without it.", {
    code: "cursor.invalid",
    details: { field: "cursor" },
  });
}

/** A page out of `limit` + 1 rows that were asked for: the one too many shows that there is a next page. */
export function pageOf<T>(
  found: readonly { item: T; position: string }[],
  limit: number,
): { data: T[]; next_cursor: string | null } {
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ item }) => item),
    next_cursor: last ? Buffer.from(last.position).toString("base64url") : null,
  };
}

type CursorRow = {
  table: string;
  workspaceId: string;
  /** The columns of the list's order; the last is the key that `cursor` holds. */
  order: readonly [...before: string[], key: string];
  cursor: string;
};

const columnsOf = ({ order }: CursorRow): RawBuilder<unknown> => sql.join(order.map((column) => sql.ref(column)));

const cursorRow = (row: CursorRow): RawBuilder<unknown> =>
  sql`(select ${columnsOf(row)} from ${sql.table(row.table)}
    where workspace_id = ${row.workspaceId} and ${sql.ref(row.order.at(-1) ?? "id")} = ${row.cursor})`;

/** Rows after the one whose key is the cursor, in ascending order; none if that row is gone. */
export const isAfterRow = (row: CursorRow): RawBuilder<boolean> =>
  sql<boolean>`(${columnsOf(row)}) > ${cursorRow(row)}`;

/** The same in descending order. */
export const isBeforeRow = (row: CursorRow): RawBuilder<boolean> =>
  sql<boolean>`(${columnsOf(row)}) < ${cursorRow(row)}`;
