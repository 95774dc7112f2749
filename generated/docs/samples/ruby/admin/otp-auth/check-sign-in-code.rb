require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/auth/otp/sign-in/check-code")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "admin"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Super-Secret-Admin-Key"] = "sak_<your super secret admin key>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  code: "codecodecodecodecodecodecodecodecodecode12345"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
