import type { SiteFile } from "./port";

/** One version of an application: all files of a commit. Deployed again it is the same deployment. */
export type AppVersion = { name: string; commit: string; files: readonly SiteFile[] };

/** The provider's own word: which version runs now, and where. */
export type RunningApp = { serviceId: string; url: string; commit: string };

/** Applications that run all the time, one of a name. */
export interface AppHosting {
  /** The variables that each later version starts with; kept by the provider. */
  setEnvironment(name: string, environment: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void>;
  /** Runs this version in the place of an earlier one, and answers once it listens. */
  deploy(version: AppVersion, signal: AbortSignal): Promise<RunningApp>;
  /** Starts the version that was deployed last, where it ended, and looks after it; answers where it runs. */
  keep(name: string, signal: AbortSignal): Promise<RunningApp>;
  /** Null when nothing of that name runs. Starts nothing. */
  find(name: string, signal: AbortSignal): Promise<RunningApp | null>;
  /** Whether anything of that name is left: a process, files or variables. */
  exists(name: string, signal: AbortSignal): Promise<boolean>;
  remove(name: string, signal: AbortSignal): Promise<void>;
}
