import { endExport } from "@/lib/operations/exit/end-export";
import { EndExport } from "@/lib/operations/exit/jobs";
import { handle } from "../handler";

export default handle(EndExport, endExport);
