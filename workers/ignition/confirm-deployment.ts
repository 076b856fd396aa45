import { ConfirmDeployment } from "@/lib/outreach/campaigns/jobs";
import { confirmDeployment } from "@/lib/operations/ignition/confirm-deployment";
import { handle } from "../handler";

export default handle(ConfirmDeployment, confirmDeployment);
