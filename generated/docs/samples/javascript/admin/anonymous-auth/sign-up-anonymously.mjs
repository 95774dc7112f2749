const response = await fetch("https://api.hexclave.com/api/v1/auth/anonymous/sign-up", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
