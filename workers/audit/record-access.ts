import { RecordAccess } from "@/lib/foundation/audit/jobs";
import { recordAccess } from "@/lib/foundation/audit/record-access";
import { system } from "../handler";

export default system(RecordAccess, recordAccess);
