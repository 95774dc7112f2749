require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/oauth-providers/3241a285-8329-4d69-8f3d-316e08cf140c/a1e7c9d2-4b3f-4c5e-9a8b-7d6e5f4a3b2c")
request = Net::HTTP::Patch.new(uri)
request["X-Hexclave-Access-Type"] = "admin"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Super-Secret-Admin-Key"] = "sak_<your super secret admin key>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  allow_sign_in: true,
  email: "ada@example.com"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
