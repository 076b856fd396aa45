import { cpus, loadavg, totalmem } from "node:os";

export type Machine = { node: string; cpu: string; cpus: number; memory_gb: number; load_before: number };

export const machine = (): Machine => ({
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cpus: cpus().length,
  memory_gb: Math.round(totalmem() / 1024 ** 3),
  load_before: loadavg()[0] ?? 0,
});

/** More programs wanted a processor than there are: other people's work is in the figures. */
export const isBusy = ({ cpus: processors, load_before }: Machine): boolean => load_before > processors * 0.75;
