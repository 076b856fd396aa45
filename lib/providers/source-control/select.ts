import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env } from "@/lib/platform/env";
import type { ConfigOf } from "../accounts/port";
import { githubSourceControl } from "./github/provider";
import { localSourceControl } from "./local/provider";
import { localRepositories } from "./local/repositories";
import type { SourceControl } from "./port";
import { cloudAccounts, type RuntimeTarget } from "../runtime-target";
import { githubRepositories } from "./github/repositories";
import type { LocalRepositories, Repositories } from "./repositories";

const repositoriesFolder = (): string => resolve(env().GREENLIGHT_HOME, "repositories");

/** Where a company's files are kept: its account, or bare repositories of this machine where there is none. */
export const selectSourceControl = (config: ConfigOf<"github"> | null): SourceControl =>
  config === null ? localSourceControl(repositoriesFolder()) : githubSourceControl(config.token);

/** The bare repositories of this machine: those of companies without an account, and those of runtimes here. */
export const machineRepositories = (): LocalRepositories => localRepositories(repositoriesFolder());

/** The repositories of companies' runtimes: on this machine, or in the operator's organisation at GitHub. */
export function selectRepositories(target: RuntimeTarget): Repositories {
  switch (target) {
    case "local":
      return machineRepositories();
    case "cloud":
    case "cloud_render":
      return githubRepositories(cloudAccounts().github);
  }
}

/** Takes the repositories of this machine away whose name ends with this. */
export async function removeLocalRepositories(ending: string): Promise<void> {
  // There is no folder before the first repository.
  for (const name of await readdir(repositoriesFolder()).catch(() => []))
    if (name.endsWith(`${ending}.git`)) await rm(join(repositoriesFolder(), name), { recursive: true, force: true });
}
