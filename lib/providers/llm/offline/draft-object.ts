import type { JSONSchema7, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { draftPacket } from "./draft-packet";
import { fillSchema } from "./fill-schema";
import { readRequest, type PlannerRequest } from "./planner-request";

export type Drafter = (request: PlannerRequest, schema: JSONSchema7) => unknown;

/** Objects that the planner can really draft, by the name of their schema. */
const DRAFTERS: Readonly<Record<string, Drafter>> = Object.fromEntries(
  [0, 1, 2, 3].map((phase): [string, Drafter] => [`packet_${phase}`, ({ question }) => draftPacket(question)]),
);

type Wanted = { schema?: JSONSchema7; name?: string };

/** An object of the schema that is asked for: drafted where its name is known, else the emptiest one that fits. */
export function draftObject(options: LanguageModelV4CallOptions, { schema = {}, name = "" }: Wanted): unknown {
  const drafter = Object.hasOwn(DRAFTERS, name) ? DRAFTERS[name] : undefined;
  return drafter ? drafter(readRequest(options), schema) : fillSchema(schema);
}
