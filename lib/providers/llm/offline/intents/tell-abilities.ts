import type { Intent } from "./intent";

/** The requests that work, each with the tool that it needs. */
const ABILITIES: readonly [tool: string | null, example: string][] = [
  [null, "“What is going on?” for the open work and the newest events"],
  [null, "“Why was nothing sent?” for the obstacles"],
  ["get_kpis", "“How many visits did we have?” for a measured number"],
  ["get_thread", "“Summarise the newest email” for a conversation"],
  ["propose_action", "“Write to Lena” with her address “and ask for a call” for an email that waits for your approval"],
  ["propose_task", "“Add a task to call the bank” for a task that waits for your yes"],
  ["propose_memory", "“Remember that we never write at weekends” for a rule"],
  [null, "“Draft the brief” for the plan"],
];

/** Small talk and all else: what works here, in words that can be used as they are. */
export const tellAbilities: Intent = {
  fits: () => true,
  move: ({ tools }) => {
    const lines = ABILITIES.filter(([tool]) => tool === null || tools.has(tool)).map(([, example]) => `- ${example}`);
    return {
      say: `I am the offline planner: no language model is configured here, so I understand a few plain requests.\n${lines.join("\n")}`,
    };
  },
};
