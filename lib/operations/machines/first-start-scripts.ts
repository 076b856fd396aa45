import { EGRESS_TARGETS } from "@/lib/contracts/instance";

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
for try in $(seq "$tries"); do
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

/** Containers reach the internet, and neither the vendor's metadata nor private networks. */
export const WALL_UNIT = `[Unit]
Description=Keeps containers away from metadata and private networks
After=docker.service
PartOf=docker.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/bash -c 'for net in 169.254.0.0/16 10.0.0.0/8 192.168.0.0/16; do iptables -C DOCKER-USER -o eth+ -d $net -j DROP 2>/dev/null || iptables -I DOCKER-USER -o eth+ -d $net -j DROP; done'

[Install]
WantedBy=docker.service
`;
