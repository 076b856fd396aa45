import { EGRESS_TARGETS } from "@/lib/contracts/instance";

/** The networks of the containers: Caddy and the sidecar's door, and the sidecar and n8n. */
export const NETWORKS = {
  door: { bridge: "gl-door", subnet: "172.31.250.0/24" },
  work: { bridge: "gl-work", subnet: "172.31.251.0/24" },
} as const;
/** The sidecar listens here alone, so that n8n cannot speak to it. */
export const SIDECAR_ADDRESS = "172.31.250.10";
/** Caddy runs as this user in its image, and reads the door's key. */
export const CADDY_USER = 10001;

/**
 * Makes the machine's own keys, tries the ways out, and says its first words until the application takes them. Safe to repeat: the keys are
 * made once. Where it stands and what it asks can be set, so that it runs on any machine with openssl and curl.
 */
export const BOOTSTRAP_SCRIPT = `#!/bin/bash
set -euo pipefail
umask 077
cd "\${GREENLIGHT_DIR:-/opt/greenlight}"
. ./first-words.env
metadata="\${METADATA_URL:-http://169.254.169.254}"
tries="\${BOOTSTRAP_TRIES:-90}"
pause="\${BOOTSTRAP_PAUSE:-10}"

[ -s instance.key ] || openssl genpkey -algorithm ed25519 -out instance.key
if [ ! -s door.crt ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \\
    -keyout door.key -out door.crt -subj "/CN=greenlight" -addext "subjectAltName=DNS:$NAME" 2>/dev/null
fi

leaves() {
  if timeout "\${EGRESS_SECONDS:-5}" bash -c "exec 3<>/dev/tcp/$1/$2" 2>/dev/null; then echo true; else echo false; fi
}
egress=""
for pair in ${Object.entries(EGRESS_TARGETS)
  .map(([port, host]) => `${host}:${port}`)
  .join(" ")}; do
  egress="$egress\${egress:+,}\\"\${pair##*:}\\":$(leaves "\${pair%%:*}" "\${pair##*:}")"
done

line() { awk '{ printf "%s\\\\n", $0 }'; }
vendor_id=$(curl -fsS --retry 5 --max-time 20 "$metadata/metadata/v1/id")
public_key=$(openssl pkey -in instance.key -pubout | line)
certificate=$(line < door.crt)
words="{\\"token\\":\\"$TOKEN\\",\\"vendor_id\\":\\"$vendor_id\\",\\"public_key\\":\\"$public_key\\",\\"certificate\\":\\"$certificate\\",\\"egress\\":{$egress}}"
for _ in $(seq "$tries"); do
  if printf %s "$words" | curl -fsS --max-time 40 -o /dev/null -H "content-type: application/json" --data-binary @- "$APP_URL/api/sidecar/bootstrap"; then
    exit 0
  fi
  sleep "$pause"
done
echo "Greenlight did not take the first words of this machine." >&2
exit 1
`;

/** Docker from its own repository, the wall, the first words, then the containers. */
export const INSTALL_SCRIPT = `#!/bin/bash
set -euo pipefail
cd /opt/greenlight
. ./first-words.env
sysctl --system > /dev/null

install -m 0755 -d /etc/apt/keyrings
curl -fsSL --retry 5 https://download.docker.com/linux/ubuntu/gpg -o /etc/apt/keyrings/docker.asc
. /etc/os-release
echo "deb [arch=$(dpkg --print-architecture) signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/ubuntu $VERSION_CODENAME stable" > /etc/apt/sources.list.d/docker.list
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install -y docker-ce docker-ce-cli containerd.io docker-compose-plugin
apt-mark hold docker-ce docker-ce-cli containerd.io docker-compose-plugin
systemctl enable --now greenlight-wall.service

bash bootstrap.sh
chown ${CADDY_USER}:${CADDY_USER} door.key door.crt

umask 077
[ -s n8n.key ] || openssl rand -hex 32 > n8n.key
[ -s owner.password ] || printf 'N8n-%s' "$(openssl rand -hex 16)" > owner.password
INSTANCE_KEY=$(cat instance.key)
N8N_ENCRYPTION_KEY=$(cat n8n.key)
N8N_OWNER_PASSWORD=$(cat owner.password)
N8N_OWNER_PASSWORD_HASH=$(docker run --rm "$CADDY" caddy hash-password --plaintext "$N8N_OWNER_PASSWORD")
export INSTANCE_KEY N8N_ENCRYPTION_KEY N8N_OWNER_PASSWORD N8N_OWNER_PASSWORD_HASH
docker compose -f compose.yaml up -d
rm -f first-words.env
`;

const CLOSED = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

/**
 * Packets of containers reach the internet and their own network, and neither this machine, nor the vendor's metadata, nor a private network.
 * In `raw`, before Docker's rules and whatever the network cards are called; `iptables-restore` puts all rules in place at once.
 */
export const WALL_SCRIPT = `#!/bin/bash
set -euo pipefail
iptables-restore -w --noflush <<'RULES'
*raw
:GREENLIGHT-WALL - [0:0]
-A GREENLIGHT-WALL -m addrtype --dst-type LOCAL -j DROP
${Object.values(NETWORKS)
  .map(({ bridge, subnet }) => `-A GREENLIGHT-WALL -i ${bridge} -d ${subnet} -j RETURN`)
  .join("\n")}
${CLOSED.map((net) => `-A GREENLIGHT-WALL -d ${net} -j DROP`).join("\n")}
COMMIT
RULES
iptables -w -t raw -C PREROUTING -i gl-+ -j GREENLIGHT-WALL 2>/dev/null || iptables -w -t raw -I PREROUTING -i gl-+ -j GREENLIGHT-WALL
`;

/** Docker starts no container while the wall does not stand. */
export const WALL_UNIT = `[Unit]
Description=Keeps containers away from this machine, metadata and private networks
Before=docker.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/bash /opt/greenlight/wall.sh

[Install]
RequiredBy=docker.service
`;
