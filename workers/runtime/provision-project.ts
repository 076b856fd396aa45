import { ProvisionProject } from "@/lib/operations/runtimes/jobs";
import { runProvisioning } from "@/lib/operations/runtimes/run-provisioning";
import { handle } from "../handler";

export default handle(ProvisionProject, runProvisioning);
