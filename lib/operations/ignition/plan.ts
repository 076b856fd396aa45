import type { IgnitionStep } from "./step";
import { awaitHandshake } from "./steps/await-handshake";
import { createPartition } from "./steps/create-partition";
import { deployWorkflows } from "./steps/deploy-workflows";
import { injectCredentials } from "./steps/inject-credentials";
import { provisionInstance } from "./steps/provision-instance";
import { publishWorkflows } from "./steps/publish-workflows";
import { testMailAccount } from "./steps/test-mail-account";

/** Order is the contract. `undo` runs in reverse. */
export const IGNITION_PLAN: readonly IgnitionStep[] = [
  testMailAccount,
  createPartition,
  provisionInstance,
  awaitHandshake,
  injectCredentials,
  deployWorkflows,
  publishWorkflows,
];
