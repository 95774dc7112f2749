using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.hexclave.com/api/v1/users/me");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
