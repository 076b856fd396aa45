import { RecordAccess } from "@/lib/audit/jobs";
import { recordAccess } from "@/lib/audit/record-access";
import { system } from "../handler";

export default system(RecordAccess, recordAccess);
