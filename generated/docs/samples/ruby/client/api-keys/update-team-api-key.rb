require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/team-api-keys/7c3d2b1a-5e4f-4a6b-8c9d-0e1f2a3b4c5d?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e")
request = Net::HTTP::Patch.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  description: "Nightly import",
  revoked: true
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
