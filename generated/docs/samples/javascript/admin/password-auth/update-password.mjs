const response = await fetch("https://api.hexclave.com/api/v1/auth/password/update", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    "X-Hexclave-Access-Token": "<the user's access token>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    old_password: "placeholder-password",
    new_password: "new-placeholder-password",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
