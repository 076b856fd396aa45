import { RunImport } from "@/lib/outreach/leads/jobs";
import { runImport } from "@/lib/outreach/leads/run-import";
import { handle } from "../handler";

export default handle(RunImport, runImport);
