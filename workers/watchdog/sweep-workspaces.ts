import { SweepWorkspaces } from "@/lib/operations/watchdog/jobs";
import { sweepWorkspaces } from "@/lib/operations/watchdog/sweep-workspaces";
import { sweep } from "../handler";

export default sweep(SweepWorkspaces, sweepWorkspaces);
