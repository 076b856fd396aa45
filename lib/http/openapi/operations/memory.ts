import { AddMemory, EditMemory, Memory, MemoryList, MemoryRef } from "@/lib/autopilot/memory/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import type { Operation } from "../operation";

const TAG = "Memory and plan" as const;
const NOT_FOUND = { 404: "memory.not_found" };
const PERSON = "memory.person_needed: an API key proposes, and a signed-in member decides.";
const UNKEEPABLE = "memory.secret: a password, key or account number · memory.sensitive: sensitive data of a person";

type Step = { name: string; summary: string; notes: string; conflicts?: Record<number, string> };
const step = ({ name, summary, notes, conflicts = {} }: Step): Operation => ({
  method: "POST",
  path: `/api/projects/[projectId]/memory/[memoryId]/${name}`,
  tag: TAG,
  summary,
  notes,
  who: "member_of_project",
  input: { params: MemoryRef },
  status: 200,
  answer: Memory,
  permission: "memory.write",
  sessionOnly: true,
  refusals: { ...NOT_FOUND, 403: PERSON, ...conflicts },
  examples: () => ({ one: { summary } }),
});

export const MEMORY_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/projects/[projectId]/memory",
    tag: TAG,
    summary: "List what a company remembers",
    notes:
      "Only active memories are given to a model. `rule` is set for those that are checked before an action is carried out.",
    who: "member_of_project",
    input: { params: ProjectRef },
    status: 200,
    answer: MemoryList,
    permission: "memory.read",
    examples: () => ({ all: { summary: "Everything" } }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/memory",
    tag: TAG,
    summary: "Add a rule, a preference or a fact",
    notes: "Of a signed-in member it counts at once; of an API key it is proposed, at most three a day.",
    who: "member_of_project",
    input: { params: ProjectRef, body: AddMemory },
    status: 201,
    answer: Memory,
    permission: "memory.write",
    refusals: {
      404: "memory.not_found: of `supersedes`",
      409: "memory.full · memory.not_active: `supersedes` names one that does not count now",
      422: UNKEEPABLE,
      429: "memory.too_many: of an API key",
    },
    examples: () => ({
      rule: { summary: "A rule", body: { kind: "rule", text: "Never email anyone on Sundays." } },
    }),
  },
  {
    method: "PATCH",
    path: "/api/projects/[projectId]/memory/[memoryId]",
    tag: TAG,
    summary: "Reword a memory",
    notes: "The words are the founder's from then on.",
    who: "member_of_project",
    input: { params: MemoryRef, body: EditMemory },
    status: 200,
    answer: Memory,
    permission: "memory.write",
    sessionOnly: true,
    refusals: {
      ...NOT_FOUND,
      403: PERSON,
      409: "memory.ended: it is superseded or forgotten · memory.exists: another says the same",
      422: "memory.secret",
    },
    examples: () => ({ words: { summary: "Other words", body: { text: "Never email anyone at weekends." } } }),
  },
  step({
    name: "confirm",
    summary: "Confirm a proposed memory",
    notes: "The one that it replaces, if it names one, ends.",
    conflicts: { 409: "memory.not_proposed · memory.full" },
  }),
  step({
    name: "forget",
    summary: "Forget a memory",
    notes: "Its words leave its row, snapshots, chat, summaries and drafts. The ledger keeps when and by whom.",
  }),
  step({
    name: "restore",
    summary: "Take back that a memory was replaced",
    notes: "It counts again, and the one that replaced it ends.",
    conflicts: { 409: "memory.not_superseded · memory.exists · memory.full" },
  }),
];
