import { runIgnition } from "@/lib/operations/ignition/run-ignition";
import { RunIgnition } from "@/lib/operations/ignition/jobs";
import { handle } from "../handler";

export default handle(RunIgnition, runIgnition);
