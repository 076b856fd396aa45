import { UpgradeEngine } from "@/lib/operations/ignition/jobs";
import { upgradeEngine } from "@/lib/operations/ignition/upgrade-engine";
import { handle } from "../handler";

export default handle(UpgradeEngine, upgradeEngine);
