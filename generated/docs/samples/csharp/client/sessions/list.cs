using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.hexclave.com/api/v1/auth/sessions?user_id=3241a285-8329-4d69-8f3d-316e08cf140c");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
