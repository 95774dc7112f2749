const response = await fetch("https://api.hexclave.com/api/v1/project-permission-definitions/billing%3Aread", {
  method: "PATCH",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    description: "May see and change what is paid.",
    contained_permission_ids: ["billing:read"],
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
