import { ProbeRuntime } from "@/lib/operations/runtimes/jobs";
import { probeRuntime } from "@/lib/operations/runtimes/probe-runtime";
import { handle } from "../handler";

export default handle(ProbeRuntime, probeRuntime);
