import { CleanUpLaunch } from "@/lib/operations/ignition/jobs";
import { runIgnition } from "@/lib/operations/ignition/run-ignition";
import { handle } from "../handler";

export default handle(CleanUpLaunch, runIgnition);
