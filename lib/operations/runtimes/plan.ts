import type { ProvisioningStep } from "./step";
import { activate } from "./steps/activate";
import { announceRuntime } from "./steps/announce-runtime";
import { checkHealth } from "./steps/check-health";
import { createDatabase } from "./steps/create-database";
import { createRepository } from "./steps/create-repository";
import { markProvisioning } from "./steps/mark-provisioning";
import { seedCompany } from "./steps/seed-company";
import { startApplication } from "./steps/start-application";

/** The steps of the Greenlight specification §4.4, in its order. `undo` runs in reverse. */
export const PROVISIONING_PLAN: readonly ProvisioningStep[] = [
  markProvisioning,
  createRepository,
  createDatabase,
  startApplication,
  seedCompany,
  checkHealth,
  activate,
  announceRuntime,
];
