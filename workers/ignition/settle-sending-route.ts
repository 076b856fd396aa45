import { SettleSendingRoute } from "@/lib/operations/ignition/jobs";
import { settleSendingRoute } from "@/lib/operations/ignition/settle-sending-route";
import { handle } from "../handler";

export default handle(SettleSendingRoute, settleSendingRoute);
