import { backfillAddress } from "@/lib/company/projects/backfill-address";
import { BackfillAddress } from "@/lib/company/projects/jobs";
import { handle } from "../handler";

export default handle(BackfillAddress, backfillAddress);
