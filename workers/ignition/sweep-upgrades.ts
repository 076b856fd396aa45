import { SweepUpgrades } from "@/lib/operations/ignition/jobs";
import { sweepUpgrades } from "@/lib/operations/ignition/sweep-upgrades";
import { sweep } from "../handler";

export default sweep(SweepUpgrades, sweepUpgrades);
