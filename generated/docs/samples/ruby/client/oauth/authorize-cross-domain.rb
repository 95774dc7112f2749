require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/auth/oauth/cross-domain/authorize")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Access-Token"] = "<the user's access token>"
request["X-Hexclave-Refresh-Token"] = "<the user's refresh token>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  redirect_uri: "https://other.example.com/callback",
  state: "state-placeholder",
  code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  code_challenge_method: "S256"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
