import { enforceFreeze } from "@/lib/operations/governance/enforce-freeze";
import { RecheckFreeze } from "@/lib/operations/governance/jobs";
import { handle } from "../handler";

export default handle(RecheckFreeze, enforceFreeze);
