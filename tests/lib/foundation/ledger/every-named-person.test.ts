import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { EventContract } from "@/lib/platform/contracts";

const ROOT = join(import.meta.dirname, "../../../..");
const LENA = "lena@buyer.example";
const NAMES_A_PERSON = /mail$|address|recipient|^sender$|contact/i;

/** Fields with an address of the company's own, which is no person's who may be erased. */
const OWN = [
  "brand.saved senderEmail",
  "email.address_given address",
  "mail_account.tested address",
  "mailbox.added address",
  "mailbox.guardrail_tripped address",
  "mailbox.held address",
  "mailbox.message_passed_over address",
  "mailbox.people_moved address",
  "mailbox.removed address",
  "mailbox.replies_connected address",
  "mailbox.replies_disconnected address",
  "mailbox.replies_read_again address",
  "mailbox.replies_unread address",
];

let events: EventContract[];
beforeAll(async () => {
  const files = globSync("lib/*/*/events.ts", { cwd: ROOT });
  const modules = await Promise.all(
    files.map(async (file) => (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>),
  );
  events = modules
    .flatMap((module) => Object.values(module))
    .filter((value): value is EventContract => typeof value === "object" && value !== null && "describe" in value);
});

/** The fields of an event's data, below its unions too. */
function fieldsOf(schema: unknown): [string, z.ZodType][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape as Record<string, z.ZodType>);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(fieldsOf);
  return [];
}

test("the ledger, which keeps its lines for good, is given no person's address in a field that names one", () => {
  expect(events.length).toBeGreaterThan(100);
  const plain = events.flatMap(({ type, payload, unrecorded = [] }) =>
    fieldsOf(payload)
      .filter(([name]) => NAMES_A_PERSON.test(name) && !unrecorded.includes(name))
      .filter(([, field]) => {
        const parsed = field.safeParse(LENA);
        return parsed.success && parsed.data === LENA;
      })
      .map(([name]) => `${type} ${name}`),
  );
  expect(plain.toSorted()).toEqual(OWN);
});
