const response = await fetch("https://api.hexclave.com/api/v1/team-permission-definitions", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    id: "billing:manage",
    description: "May change what is paid.",
    contained_permission_ids: ["billing:read"],
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
