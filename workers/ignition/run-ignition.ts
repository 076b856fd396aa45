import { runIgnition } from "@/lib/ignition/run-ignition";
import { RunIgnition } from "@/lib/ignition/jobs";
import { handle } from "../handler";

export default handle(RunIgnition, runIgnition);
