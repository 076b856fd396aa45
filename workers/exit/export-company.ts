import { exportCompany } from "@/lib/operations/exit/export-company";
import { ExportCompany } from "@/lib/operations/exit/jobs";
import { handle } from "../handler";

export default handle(ExportCompany, exportCompany);
